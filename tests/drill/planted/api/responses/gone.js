// 9: it never answers.
export default async function gone() {
  await new Promise(() => {});
}
