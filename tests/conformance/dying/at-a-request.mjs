// A host that answers /alive, ends with an exit code at /exit and by a signal at /signal.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  if (request.url === '/exit') {
    console.error('the ledger is locked');
    process.exit(7);
  }
  if (request.url === '/signal') process.kill(process.pid, 'SIGKILL');
  response.end('{}');
});
server.listen(0, '127.0.0.1', () => console.log(`LISTENING http://127.0.0.1:${server.address().port}`));
