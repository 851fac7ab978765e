import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';

export default {
  input: 'start.mjs',
  plugins: [nodeResolve({ preferBuiltins: true }), commonjs()],
  output: { file: 'out/rollup.mjs', format: 'es', inlineDynamicImports: true },
};
