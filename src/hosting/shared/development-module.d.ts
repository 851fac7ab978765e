/** The room `development` by the name in `imports` of package.json. Its condition `node` keeps it out of every bundle for the edge. */
declare module '#development' {
  type Room = import('./development-report.ts').DevelopmentRoom;
  export const render: Room['render'];
  export const keep: Room['keep'];
}
