export interface Order {
  readonly id: string;
  readonly total: number;
}

type Reader = (id: string) => Order | undefined;

const password: string = 'planted-hunter2';

export class Orders {
  private readonly read: Reader;

  constructor(read: Reader) {
    this.read = read;
  }

  find(id: string): Order {
    const order: Order | undefined = this.read(id);
    if (order === undefined) throw new Error(`No order ${id}`, { cause: new TypeError(`no ${password.length}`) });
    return order;
  }
}
