import { halyard } from 'halyard/koa';
import Koa from 'koa';
import { own } from './own.js';

export const app = new Koa();
halyard(app, own);
