export { override as default } from '../../../faults.mjs';
