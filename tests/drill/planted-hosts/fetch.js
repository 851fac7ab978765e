import { halyard } from 'halyard/fetch';
import { own } from './own.js';

const app = halyard(own);

export const fetch = app.fetch(() => new Response('open'));
