import 'reflect-metadata';
import { AUTH_ROWS } from './auth.ts';
import { proveRows } from './proved.ts';
import { VALIDATOR_ROWS } from './validators.ts';

proveRows('Auth and frameworks', AUTH_ROWS);
proveRows('Validators', VALIDATOR_ROWS);
