// The shop of the picture: an app with a page of its own for each failure from 500.
import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';

export const app = express();
halyard(app, await load({ root: import.meta.dirname }));
