import type { Broker } from '../model/broker.ts';

/**
 * Tasks of Actionhero, which are jobs of node-resque. A failed one goes to the list `failed` at once; only the plugin `Retry` tries it again.
 * Actionhero makes an object of each class that a file of `tasks/` exports, and logs failures unless its configuration says otherwise.
 * Source: actionhero 28.3.3 `dist/classes/task.d.ts`, `dist/modules/task.d.ts`, `dist/initializers/{tasks,resque}.js`, `dist/config/tasks.js`.
 */
export const actionhero: Broker = {
  name: 'actionhero',
  title: 'Actionhero',
  system: 'resque',
  delivery: { deadLetter: 'kept', deliveries: 'some', thrown: 'logged' },
  failsByThrowing: true,
  shape: { packages: ['actionhero'] },
  handlerClasses: { Task: { method: 'run', destination: 'name' } },
  producers: {
    'task.enqueue': { destination: ['0'], payload: '1', deduplication: [], outcome: 'promise' },
    'task.enqueueIn': { destination: ['1'], payload: '2', deduplication: [], outcome: 'promise' },
    'task.enqueueAt': { destination: ['1'], payload: '2', deduplication: [], outcome: 'promise' },
  },
};
