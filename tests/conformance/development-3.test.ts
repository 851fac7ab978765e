import { runRequirements } from './run-requirements.ts';

runRequirements('development', 2);
