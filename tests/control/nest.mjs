import { NestFactory } from '@nestjs/core';
import { nestApp } from './nest-controller.mjs';
import { nodeContext } from './node-context.mjs';

const app = await NestFactory.create(nestApp(nodeContext), { logger: false, bodyParser: false });
const server = await app.listen(Number(process.env.PORT ?? 0), '127.0.0.1');
console.log(`LISTENING http://127.0.0.1:${server.address().port}`);
