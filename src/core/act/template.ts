/** What differs between two lines that say the same. */
const variable =
  /[\w.!#$%&'*+/=?^`{|}~\x80-\uffff-]{1,64}@[\w\x80-\uffff.[\]:-]{1,253}|https?:\/\/\S{1,500}|<[^<>\n]{1,300}>|\[[^[\]\n]{1,200}\]|"[^"\n]{1,200}"|\b(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b|\b(?=[\w-]{0,80}\d)[\w-]{1,80}\b|[\da-f:]{6,45}/gi;

/** The words of a reply without numbers, addresses, hosts and ids: what equal failures have in common where nobody knows their cause. */
export function templateOf(text: string): string {
  return text
    .slice(0, 600)
    .replace(variable, '…')
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim()
    .toLowerCase()
    .split(' ')
    .slice(0, 24)
    .join(' ');
}
