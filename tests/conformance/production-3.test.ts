import { runRequirements } from './run-requirements.ts';

runRequirements('production', 2);
