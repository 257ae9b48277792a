import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network before a program on this machine that counts what a request is answered with, and cuts it. */
export class CuttingNetwork {
  /** Bytes that passed in answers to the watched requests. */
  sent = 0;
  /** Bytes after which the answer to each watched request in turn is cut; then they hold. */
  cuts: number[] = [];
  /** Told how many bytes of an answer have passed. */
  onBytes: (bytes: number) => void = () => undefined;
  origin = '';
  private readonly watched: RegExp;
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;

  /** @param watched the requests by their first line */
  constructor(watched: RegExp) {
    this.watched = watched;
  }

  /** @param port where the program listens, whenever it does */
  async lay(port: number) {
    this.server = createServer((near) => this.join(near, connect(port, '127.0.0.1')));
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.origin = `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  remove() {
    for (const socket of this.sockets) socket.destroy();
    this.server?.close();
  }

  private join(near: Socket, far: Socket) {
    const end = () => [near, far].forEach((socket) => socket.destroy());
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    let answer: { bytes: number; cut: number } | null = null;
    near.on('data', (chunk: Buffer) => {
      // A browser sends one request after the other on a connection, each in a packet of its own.
      if (/^[A-Z]+ \//.test(chunk.toString('latin1', 0, 20)))
        answer = this.watched.test(chunk.toString('latin1')) ? { bytes: 0, cut: this.cuts.shift() ?? Infinity } : null;
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (!answer) return near.write(chunk);
      const rest = chunk.subarray(0, answer.cut - answer.bytes);
      answer.bytes += rest.length;
      this.sent += rest.length;
      this.onBytes(answer.bytes);
      const isCut = answer.bytes >= answer.cut;
      near.write(rest, () => isCut && end());
    });
  }
}
