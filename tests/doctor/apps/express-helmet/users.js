const { Router } = require('express');

const router = Router();
router.get('/:id', (req, res) => {
  if (req.params.id !== '7') {
    res.notFound('There is no such user.');
    return;
  }
  res.ok({ id: req.params.id });
});

module.exports = router;
