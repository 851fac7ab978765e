import { defineResponse } from 'halyard';

export const outOfStock = defineResponse({ status: 409, title: 'Out of Stock', outcome: (item: string) => ({ detail: `No ${item} left` }) });
export default outOfStock;
