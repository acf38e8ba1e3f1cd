import Database from 'better-sqlite3';
import Fastify from 'fastify';

/** The least a program of this kind can be: a store opened, a server that answers, a ready line. What starting costs anyway. */
const store = new Database(process.argv[2] ?? ':memory:');
store.pragma('journal_mode = WAL');
store.pragma('synchronous = FULL');
store.exec('CREATE TABLE IF NOT EXISTS seen (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
const insert = store.prepare('INSERT INTO seen (text) VALUES (?)');

const app = Fastify();
app.post<{ Body: { text: string } }>('/seen', async ({ body }) => ({
  id: Number(insert.run(body.text).lastInsertRowid),
}));
const http = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ msg: 'ready', http })}\n`);
process.once('SIGTERM', () => process.exit(0));
