const express = require('express');
const helmet = require('helmet');
const { halyard } = require('halyard/express');

const app = express();
halyard(app);

app.use(express.json());
app.use('/users', require('./users'));
app.get('/', (req, res) => res.ok({ hello: req.query.name ?? 'you' }));

app.use(helmet());

module.exports = app;
if (require.main === module) app.listen(process.env.PORT ?? 1337);
