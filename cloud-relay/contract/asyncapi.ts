import {
  Ack,
  Again,
  Batch,
  Digest,
  Hello,
  Instruct,
  Levels,
  LinkEntry,
  Result,
  StateMessage,
  StockAsked,
  Tip,
  Welcome,
} from '../../hub/contract/uplink.ts';

const messages = {
  hello: { schema: Hello, summary: 'A session begins: the lives of the journal, and how far HQ is believed to be.' },
  batch: { schema: Batch, summary: 'Entries of one life, in order, without a gap; one batch is on its way at a time.' },
  tip: { schema: Tip, summary: 'Nothing to send: where the store stands, every half minute.' },
  result: { schema: Result, summary: 'What became of an instruction.' },
  digest: { schema: Digest, summary: 'What the store has on hand in 1,024 sums; asked for when the roots differ.' },
  levels: { schema: Levels, summary: 'All levels of the items in the buckets HQ asked for.' },
  welcome: { schema: Welcome, summary: 'Where HQ stands in each life. This, and nothing else, decides what is sent.' },
  ack: { schema: Ack, summary: 'Everything up to the mark is on HQ’s disk, in this incarnation of HQ.' },
  again: { schema: Again, summary: 'HQ does not know the session: say hello again.' },
  instruct: { schema: Instruct, summary: 'HQ wants something of the store; repeated until a final result.' },
  stock: { schema: StockAsked, summary: 'HQ’s levels differ: the digest, or all levels of these buckets.' },
  state: { schema: StateMessage, summary: 'Birth, and the last will.' },
} as const;
type Name = keyof typeof messages;

/** How an entry of a batch is read as a CloudEvent (1.0): the batch carries once what all its entries share. */
const cloudEvent = {
  specversion: '1.0',
  id: '{ep}:{from + index}',
  source: '/stores/{store}',
  type: '{entries[index].type}',
  time: '{entries[index].at as RFC 3339}',
  datacontenttype: 'application/json',
  data: '{entries[index].data}',
};

const channel = (address: string, names: readonly Name[]) => ({
  address,
  parameters: {
    partition: { description: 'two digits: FNV-1a (32 bit) of the store’s name, modulo 64' },
    store: { description: 'name of the store: letters, digits, _ and -, at most 64' },
  },
  messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
});
const operation = (action: 'send' | 'receive', name: string, summary: string) => ({
  action,
  channel: { $ref: `#/channels/${name}` },
  summary,
});

/** The link between a store and HQ as an AsyncAPI 3 document, from the very schemas both ends check with. */
export function asyncApi(): object {
  const described = Object.entries(messages).map(([name, { schema, summary }]) => [
    name,
    { name, summary, contentType: 'application/json', payload: schema },
  ]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tillside link',
      version: '1',
      description:
        'MQTT 3.1.1, clean sessions, QoS 0 on up and down. A payload that does not begin with `{` is raw deflate (RFC 1951) of JSON. ' +
        'Broker, session and PUBACK are hints: only `welcome` and `ack` say what HQ holds.',
    },
    defaultContentType: 'application/json',
    channels: {
      up: channel('rh/1/{partition}/{store}/up', ['hello', 'batch', 'tip', 'result', 'digest', 'levels']),
      down: channel('rh/1/{partition}/{store}/dn', ['welcome', 'ack', 'again', 'instruct', 'stock']),
      state: channel('rh/1/{partition}/{store}/state', ['state']),
    },
    operations: {
      tellHq: operation('send', 'up', 'All a store says, in order.'),
      hearHq: operation('receive', 'down', 'All a store is told.'),
      show: operation('send', 'state', 'Retained; the last will says offline.'),
    },
    components: {
      messages: Object.fromEntries(described),
      schemas: { entry: { ...LinkEntry, 'x-cloudevents': cloudEvent } },
    },
  };
}
