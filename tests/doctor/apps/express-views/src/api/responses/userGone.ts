import { defineResponse } from 'halyard';

export default defineResponse({ status: 410, title: 'User Gone' });
