import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Type from 'typebox';
import { Id, StaffId } from '../../contract/ids.ts';
import { ALIKE_BITS } from '../../core/photos/likeness.ts';
import { atomicWrite } from '../../store/atomic-write.ts';
import { type Http, sendOutcome } from '../http/http.ts';
import { problem, sendProblem } from '../http/problem.ts';
import type { CodeReader } from './barcodes.ts';
import { type Examined, examine } from './examine.ts';

/** A phone's photo is 3 to 6 MB; more than this is none. */
const BYTES_MAX = 12 * 1024 * 1024;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const Query = Type.Object(
  { id: Id, staff: Type.Optional(StaffId), counter: Type.Optional(Type.String({ maxLength: 40 })) },
  { additionalProperties: false },
);
type Query = Type.Static<typeof Query>;

/** Where a kept picture lies: by what it is, so that the same one lies there once. */
const placeOf = (folder: string, sha256: string): string =>
  join(folder, 'pictures', sha256.slice(0, 2), `${sha256}.jpg`);

/**
 * POST /tasks/:task/photos takes a photo as evidence, POST /pictures one for know-how; GET /pictures/:sha256 shows one. A photo is on
 * the disk before anything says that it is there.
 */
export function photoRoutes(http: Http, folder: string, reader: CodeReader): void {
  const { app, submit } = http;
  app.addContentTypeParser(TYPES, { parseAs: 'buffer', bodyLimit: BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  );
  app.post<{ Params: { task: string }; Querystring: Query; Body: Buffer }>(
    '/api/v1/tasks/:task/photos',
    { config: { permission: 'task.work' }, bodyLimit: BYTES_MAX, schema: { querystring: Query } },
    async (request, reply) => {
      const { who } = request;
      const staff = who?.person?.staff ?? request.query.staff;
      const photo = Buffer.isBuffer(request.body) ? await examine(request.body) : undefined;
      if (!photo) return sendProblem(reply, notReadable);
      keep(folder, photo);
      const codes = await reader.codesOn(photo.jpeg);
      const { counter } = request.query;
      const body = {
        ...{ task: request.params.task, ...(staff ? { staff } : {}), ...(counter ? { counter } : {}) },
        ...{ photo: photo.sha256, original: photo.original, hash: photo.hash, alikeBits: ALIKE_BITS },
        ...{ width: photo.width, height: photo.height },
        ...{ sharpness: Math.round(photo.sharpness), brightness: Math.round(photo.brightness) },
        ...{ taken: photo.taken, codes: codes.map(({ text }) => text.slice(0, 100)) },
      };
      const actor = { by: staff ? `staff:${staff}` : 'screen', ...(counter ? { counter } : {}) };
      return sendOutcome(reply, await submit({ id: request.query.id, type: 'tasks.give-photo', body, actor }));
    },
  );
  pictureRoutes(http, folder);
}

const notReadable = problem(415, 'picture-not-readable', 'Send a JPEG, PNG or WebP picture of at most 12 MB.');

function keep(folder: string, { sha256, jpeg }: Examined): void {
  const file = placeOf(folder, sha256);
  if (!existsSync(file)) atomicWrite(file, jpeg);
}

function pictureRoutes({ app }: Http, folder: string): void {
  app.post<{ Body: Buffer }>(
    '/api/v1/pictures',
    { config: { permission: 'task.lead' }, bodyLimit: BYTES_MAX },
    async (request, reply) => {
      const picture = Buffer.isBuffer(request.body) ? await examine(request.body) : undefined;
      if (!picture) return sendProblem(reply, notReadable);
      keep(folder, picture);
      return { picture: picture.sha256 };
    },
  );
  app.get<{ Params: { sha256: string } }>(
    '/api/v1/pictures/:sha256',
    { config: { permission: 'look' } },
    async ({ params }, reply) => {
      const file = /^[0-9a-f]{64}$/.test(params.sha256) ? placeOf(folder, params.sha256) : '';
      if (!existsSync(file)) return sendProblem(reply, problem(404, 'picture-missing', 'There is no such picture.'));
      reply.header('cache-control', 'private, max-age=31536000, immutable');
      return reply.type('image/jpeg').send(readFileSync(file));
    },
  );
}
