export const options = { home: '/shop/' };
