import type { InfrastructureValue, Resource, SubscriptionResource, TopicResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { display, numberOf, template, text } from '../reading/value.ts';

interface Base {
  readonly id: string;
  readonly scope: string;
  readonly at: Location;
}

/**
 * `curl -X PUT https://pubsub.googleapis.com/v1/projects/shop/subscriptions/orders -d '{ "topic": …, "pushConfig": … }'`.
 * In: the words behind `curl`.
 */
export function readCurl(words: readonly InfrastructureValue[], base: Base): readonly Resource[] {
  const url = words.find((word) => display(word).includes('/v1/projects/'));
  const [, kind] = /\/v1\/projects\/[^/]+\/(topics|subscriptions)\/[^/:?]+$/.exec(url ? display(url) : '') ?? [];
  if (!url || kind === undefined || !isPut(words)) return [];
  return kind === 'topics' ? [topic(url, base)] : [subscription(url, bodyIn(words), base)];
}

function isPut(words: readonly InfrastructureValue[]): boolean {
  const written = words.map(display);
  return written.some((word, index) => /^(?:-X|--request=)PUT$/.test(word) || (/^(?:-X|--request)$/.test(word) && written[index + 1] === 'PUT'));
}

function bodyIn(words: readonly InfrastructureValue[]): InfrastructureValue | undefined {
  const at = words.findIndex((word) => /^(?:-d|--data|--data-raw|--data-binary|--json)$/.test(display(word)));
  return at < 0 ? undefined : words[at + 1];
}

function topic(url: InfrastructureValue, base: Base): TopicResource {
  return { kind: 'topic', ...base, system: 'gcp_pubsub', name: lastPart(url) };
}

/** Such scripts mostly speak to an emulator: what is missing there may well be in production. */
function subscription(url: InfrastructureValue, body: InfrastructureValue | undefined, base: Base): SubscriptionResource {
  const [from, endpoint, target, tries] = ['topic', 'pushEndpoint', 'deadLetterTopic', 'maxDeliveryAttempts'].map((name) => body && fieldIn(body, name));
  const maxDeliveries = tries && numberOf(tries);
  return {
    kind: 'subscription',
    ...base,
    system: 'gcp_pubsub',
    name: lastPart(url),
    ...(from && { topic: lastPart(from) }),
    ...(endpoint && { endpoint }),
    deadLetter: target ? { target: lastPart(target), at: base.at, ...(maxDeliveries !== undefined && { maxDeliveries }) } : 'unknown',
  };
}

/** A field of JSON in which variables stand for parts: its text, or its number. */
function fieldIn(body: InfrastructureValue, name: string): InfrastructureValue | undefined {
  const parts = body.kind === 'template' ? body.parts : [body];
  // Each hole is one sign that no script writes.
  const written = parts.map((part, index) => (part.kind === 'text' ? part.text : String.fromCharCode(0xe100 + index))).join('');
  const [, quoted, plain] = new RegExp(`"${name}"\\s*:\\s*(?:"([^"]*)"|([\\w\\ue100-\\uf8ff]+))`).exec(written) ?? [];
  const found = quoted ?? plain;
  if (found === undefined) return undefined;
  return template(Array.from(found, (sign): InfrastructureValue => (sign >= '\ue100' && sign <= '\uf8ff' ? (parts[sign.charCodeAt(0) - 0xe100] ?? text('')) : text(sign))));
}

/** `projects/shop/topics/orders` → `orders`. */
function lastPart(value: InfrastructureValue): InfrastructureValue {
  const parts = value.kind === 'template' ? value.parts : [value];
  const at = parts.findLastIndex((part) => part.kind === 'text' && part.text.includes('/'));
  const first = parts[at];
  if (first?.kind !== 'text') return value;
  return template([text(first.text.slice(first.text.lastIndexOf('/') + 1)), ...parts.slice(at + 1)]);
}
