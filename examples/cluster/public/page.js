// The unmodified client of Sails: `io.socket` connects by itself, and each request is one message.
const requests = [
  ['get', '/bookings'],
  ['post', '/bookings', { boat: '' }],
  ['delete', '/bookings/1'],
  ['get', '/bookings/lost'],
  ['get', '/tides'],
];

// The socket may have connected before this file was loaded.
if (io.socket.isConnected()) askAll();
io.socket.on('connect', askAll);

io.socket.on('booked', ({ boat }) => {
  const item = document.createElement('li');
  item.textContent = boat;
  document.querySelector('#bookings').append(item);
});

function askAll() {
  document.querySelector('#answers').replaceChildren();
  for (const [method, url, data] of requests) ask(method, url, data);
}

function ask(method, url, data) {
  const row = document.querySelector('#answers').insertRow();
  row.insertCell().textContent = `${method.toUpperCase()} ${url}`;
  const [status, answer] = [row.insertCell(), row.insertCell()];
  io.socket.request({ method, url, data }, (body, jwr) => {
    row.className = jwr.error ? 'failed' : 'good';
    status.textContent = jwr.statusCode;
    answer.textContent = JSON.stringify(body);
    document.querySelector('#process').textContent = jwr.headers['x-process'];
  });
}
