import { posix } from 'node:path';
import type { Broker, HandlerFiles } from '../model/broker.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import { type Entity, locationOf } from './entity.ts';
import { functionsOf, logicalHandler } from './handler.ts';
import type { Linker } from './linker.ts';

/** Exports of files that something outside the sources calls with messages. */
export function fileConsumers(linker: Linker, brokers: readonly Broker[]): readonly LinkedConsumer[] {
  return brokers.flatMap((broker) => {
    const { handlerFiles } = broker;
    if (!handlerFiles) return [];
    return [...linker.files.values()].filter(({ file }) => handlerFiles.files.test(file)).flatMap((file) => consumersIn(linker, broker, handlerFiles, file));
  });
}

function consumersIn(linker: Linker, broker: Broker, handlerFiles: HandlerFiles, file: FileFacts): readonly LinkedConsumer[] {
  const name = handlerFiles.destination ?? nameOf(file.file);
  return functionsOf(linker, exportedAs(linker, file, handlerFiles.export)).slice(0, 1).map((registered) => {
    const logical = logicalHandler(linker, registered);
    const handler = logical.is === 'open' ? registered : logical;
    const at = locationOf(handler.file, handler.fact.span);
    const destination = { texts: [name], patterns: [], settings: [], shown: name };
    return { broker, system: broker.system, destination, at, declaredAt: at, registered, handler, options: [], trail: [], enclosing: false };
  });
}

/** `default`, `handle`, `Worker.handle`: of a class it is a method of its objects. */
function exportedAs(linker: Linker, file: FileFacts, path: string): readonly Entity[] {
  const [first = 'default', ...members] = path.split('.');
  const context = { file, frame: linker.openFrame(file, 0) };
  const exported: readonly Entity[] = linker.exportOf(file, first).map((entity) => (entity.is === 'class' ? { is: 'instance', of: entity, exact: true } : entity));
  return members.reduce((at, name) => at.flatMap((entity) => linker.memberOf(entity, name, context)), exported);
}

/** `workers/email.ts` and `workers/email/index.ts` → `email`. */
function nameOf(file: string): string {
  const { name, dir } = posix.parse(file);
  return name === 'index' && dir !== '' ? posix.basename(dir) : name;
}
