import { defineResponse } from 'halyard';

export default defineResponse({ status: 409, title: 'Out of Stock', outcome: (item) => ({ detail: `No ${item} left` }) });
