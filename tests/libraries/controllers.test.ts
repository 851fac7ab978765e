import 'reflect-metadata';
import { TSOA_ROWS } from './controllers.ts';
import { proveRows } from './proved.ts';

const { routingControllersRows } = await import('./older-peers/routing-controllers.ts');

proveRows('tsoa', TSOA_ROWS);
proveRows('routing-controllers', routingControllersRows());
