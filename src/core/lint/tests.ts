/** Where tests stand, by the ways of the usual languages. */
const testPath =
  /(?:^|[/\\])(?:tests?|specs?|__tests__|testdata|fixtures?|mocks?)[/\\]|[._-](?:test|spec)s?\.\w+$|(?:^|[/\\])(?:test_|conftest)[^/\\]*$|Tests?\.\w+$|\.t$/i;
/** The head of a test in a file that may hold others. */
const testHead =
  /#\[(?:\w+::)?test\]|\bdef test_|\bfunc Test[A-Z_]|@Test\b|\[(?:Fact|Test|TestMethod|Theory)\]|\b(?:it|test|describe)\(\s*["'`]|\bTEST(?:_F|_CASE)?\(|\bfunction test[A-Z_]/g;
/** Names and assertions that say that a reply is meant to be odd. */
const odd =
  /wrong|invalid|(?<![a-z])bad(?![a-z])|malformed|broken|incomplete|(?<![a-z])odd|garbage|corrupt|truncat|mismatch|illegal|weird|unexpected|bogus|mended|lenient|tolera|nonsense|unknown|unusual|hostile|fuzz/i;
const strings = /"[^"\n]*"|'[^'\n]*'/g;
const failsBelow =
  /assert_?(?:false|raises|throws|err|null|none|not)|is_err\(|toThrow|should_?(?:fail|throw|raise)|expectException|rejects|with_?raises|wantErr|assert\.Error|require\.Error/i;
/** How far the head of a test and its assertions are looked for, in UTF-16 units. */
const above = 1_500;
const below = 400;

/** Tests beside the code that they try: a module of Rust up to the end of its file, a part of a file in Erlang, a line that Python runs as an example. */
const testsBeside =
  /#\[cfg\(test\)\]\s{0,40}(?:pub(?:\(\w{1,20}\))? )?mod\b|^-ifdef\(TEST\)\.|^[ \t]{0,40}>>> [^\n]*/gm;

/** Tells whether an offset stands in tests that are part of a file. */
export function testParts(text: string): (offset: number) => boolean {
  const parts = [...text.matchAll(testsBeside)].map(({ 0: head, index }) => {
    if (head.includes('>>> ')) return { start: index, end: index + head.length };
    const end = head.startsWith('-') ? text.indexOf('\n-endif.', index) : -1;
    return { start: index, end: end < 0 ? text.length : end };
  });
  return (offset) => parts.some(({ start, end }) => offset >= start && offset < end);
}

export function isTestPath(path: string): boolean {
  return testPath.test(path);
}

/** Whether a test feeds a reply on purpose that is not as it should be: its name or its assertions say so. */
export function isOddOnPurpose(text: string, offset: number, path: string): boolean {
  const before = text.slice(Math.max(0, offset - above), offset);
  const head = lastMatch(before, testHead);
  if (head < 0 && !isTestPath(path)) return false;
  const names = before.slice(Math.max(0, head, before.length - below));
  return odd.test(names.replace(strings, '')) || failsBelow.test(text.slice(offset, offset + below));
}

function lastMatch(text: string, pattern: RegExp): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}
