export function lost(): void {
  Promise.resolve('lost');
}
