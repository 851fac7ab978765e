import type { Answer } from '../model/answer.ts';
import type { Client } from '../run/client.ts';

/** Why a server has opened no socket, in the words that its client gets. */
export class SocketRefused extends Error {}

/** Where a socket is opened, and as whom. */
export interface Handshake {
  /** The path of Socket.IO, with a query: `/socket.io?token=…`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly namespace: string;
  readonly auth: Readonly<Record<string, unknown>> | undefined;
}

/** What came back for an event. */
export interface Acknowledged {
  /** The first argument of the ack. `undefined`: none came. */
  readonly ack: unknown;
  /** The events that the server has sent in the meantime, as JSON. */
  readonly events: readonly string[];
  readonly ended: Answer['ended'];
}

const SEPARATOR = '\x1e';
/** No answer takes more polls than this. A ping and an event are in polls of their own. */
const MOST_POLLS = 50;

/** A socket of Socket.IO 5 over long polling (Engine.IO 4). It needs no library of the app, and a poll is a request like any other. */
export class PollingSocket {
  readonly #client: Client;
  readonly #handshake: Handshake;
  #address = '';
  #ids = 0;
  #isOpen = true;

  private constructor(client: Client, handshake: Handshake) {
    this.#client = client;
    this.#handshake = handshake;
  }

  /** @throws SocketRefused if the server does not open it. The message has the status and the text of its answer. */
  static async open(client: Client, handshake: Handshake): Promise<PollingSocket> {
    const socket = new PollingSocket(client, handshake);
    await socket.#open();
    return socket;
  }

  async #open(): Promise<void> {
    const { path, namespace, auth } = this.#handshake;
    const [name, query] = path.split('?', 2) as [string, string?];
    this.#address = `${name.endsWith('/') ? name : `${name}/`}?EIO=4&transport=polling${query === undefined ? '' : `&${query}`}`;
    const opened = await this.#poll();
    const first = opened.packets.find((packet) => packet.startsWith('0{'));
    if (first === undefined) throw new SocketRefused(`the handshake got ${opened.status === 0 ? 'no answer' : `the status ${opened.status}`}`);
    this.#address += `&sid=${encodeURIComponent(String(parsed(first.slice(1), 'sid')))}`;
    await this.#post(`40${this.#prefix}${auth === undefined ? '' : JSON.stringify(auth)}`);
    for (let polls = 0; polls < MOST_POLLS; polls++) {
      const { packets, status } = await this.#poll();
      if (packets.some((packet) => packet.startsWith('40'))) return;
      const refused = packets.find((packet) => packet.startsWith('44'));
      if (refused !== undefined) throw new SocketRefused(`the namespace ${namespace} is refused: ${reasonOf(refused)}`);
      if (status !== 200) break;
    }
    throw new SocketRefused(`the namespace ${namespace} does not answer`);
  }

  /** Whether events can still be sent. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Sends an event, and waits for its ack. One at a time. */
  async emit(name: string, argument: unknown): Promise<Acknowledged> {
    const id = this.#ids++;
    const events: string[] = [];
    await this.#post(`42${this.#prefix}${id}${JSON.stringify([name, argument])}`);
    const ack = `43${this.#prefix}${id}[`;
    for (let polls = 0; polls < MOST_POLLS; polls++) {
      const { packets, ended } = await this.#poll();
      for (const packet of packets) if (packet.startsWith(`42${this.#prefix}`)) events.push(packet.slice(2));
      const found = packets.find((packet) => packet.startsWith(ack));
      if (found !== undefined) return { ack: (parsed(found.slice(ack.length - 1)) as readonly unknown[])[0], events, ended: 'complete' };
      if (ended !== 'complete' || packets.some((packet) => packet === '1' || packet.startsWith('41'))) {
        this.#isOpen = false;
        return { ack: undefined, events, ended: ended === 'complete' ? 'cut' : ended };
      }
    }
    return { ack: undefined, events, ended: 'timeout' };
  }

  async close(): Promise<void> {
    if (this.#isOpen) await this.#post('1');
    this.#isOpen = false;
  }

  get #prefix(): string {
    const { namespace } = this.#handshake;
    return namespace === '/' ? '' : `${namespace},`;
  }

  async #post(packet: string): Promise<void> {
    const headers = { ...this.#handshake.headers, 'content-type': 'text/plain;charset=UTF-8', 'content-length': String(Buffer.byteLength(packet)) };
    await this.#client.send({ method: 'POST', path: this.#address, headers, body: packet });
  }

  /** The packets that have arrived. A ping is answered. */
  async #poll(): Promise<{ readonly packets: readonly string[]; readonly status: number; readonly ended: Answer['ended'] }> {
    const { status, body, ended } = await this.#client.send({ method: 'GET', path: this.#address, headers: this.#handshake.headers, body: undefined });
    if (status !== 200) return { packets: [], status, ended: ended === 'complete' ? 'cut' : ended };
    const packets = body.split(SEPARATOR);
    if (packets.includes('2')) await this.#post('3');
    return { packets, status, ended };
  }
}

/** The text of a refused namespace, with the status that Halyard has added. */
function reasonOf(packet: string): string {
  const value = parsed(packet.slice(packet.indexOf('{')));
  const { message, data } = (typeof value === 'object' && value !== null ? value : {}) as { message?: unknown; data?: { status?: unknown } };
  return [data?.status, message].filter((part) => part !== undefined).join(' ');
}

/** JSON of a packet, or one member of it. `undefined` if it is not JSON. */
function parsed(text: string, member?: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return member === undefined ? value : (value as Readonly<Record<string, unknown>>)[member];
  } catch {
    return undefined;
  }
}
