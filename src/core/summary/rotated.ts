/** Rotated logs of one set, oldest first: mail.log.2.gz, mail.log.1, mail.log; maillog-20260101 before maillog. */
export function inOrder(paths: readonly string[]): string[] {
  const key = (path: string): readonly [string, number, string] => {
    const name = path
      .slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
      .replace(/\.(?:gz|zst|xz|bz2)$/, '');
    const counted = /^(.+?)\.(\d{1,3})$/.exec(name);
    if (counted) return [counted[1]!, -Number(counted[2]), ''];
    const dated = /^(.+?)[-.](\d{8}(?:[-.]?\d{2,6})?|\d{4}-\d\d-\d\d)(?:\.log)?$/.exec(name);
    return dated ? [dated[1]!, -0.5, dated[2]!.replace(/\D/g, '')] : [name, 0, ''];
  };
  const dates = paths.some((path) => key(path)[2]);
  return [...paths].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (dates && a[0] === b[0] && (a[2] || b[2])) return (a[2] || '9') < (b[2] || '9') ? -1 : 1;
    return a[0].localeCompare(b[0], 'en') || a[1] - b[1] || one.localeCompare(other, 'en');
  });
}
