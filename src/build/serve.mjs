import { createServer } from 'node:http';

/**
 * @typedef {object} Reply
 * @property {string | Buffer} body
 * @property {string} [type] the content type; HTML in UTF-8 when absent.
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {boolean} [unfinished] the answer never ends: a page that goes on loading.
 *
 * @typedef {object} Site
 * @property {string} origin without a slash at the end.
 * @property {() => Promise<void>} close
 */

/**
 * Serves pages on this machine alone, on a port the system picks.
 * @param {(path: string, host: string) => Reply | undefined | Promise<Reply | undefined>} reply what is at a path; undefined answers 404.
 * @returns {Promise<Site>}
 */
export function serve(reply) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const found = (await reply(pathname, request.headers.host ?? '')) ?? {
      body: 'Not found',
      type: 'text/plain',
      status: 404,
    };
    response.writeHead(found.status ?? 200, {
      'content-type': found.type ?? 'text/html; charset=utf-8',
      ...found.headers,
    });
    response.write(found.body);
    if (!found.unfinished) response.end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({
        origin: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
