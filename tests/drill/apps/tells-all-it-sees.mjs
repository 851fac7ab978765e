// An app that answers with its environment, that of a process it starts, and its address.
import { execFileSync } from 'node:child_process';
import express from 'express';
import { halyard } from 'halyard/express';

const ofChild = execFileSync(process.execPath, ['-p', 'JSON.stringify(process.env)'], { encoding: 'utf8' });
const app = express();
halyard(app, {
  logger: false,
  responses: {
    notFound() {
      const { address } = this.req.socket.server.address();
      this.res.type('text').send(JSON.stringify({ environment: process.env, ofChild, args: [process.argv, process.execArgv], address }));
    },
  },
});
app.listen(3000, '0.0.0.0');
