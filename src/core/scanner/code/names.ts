/** What an identifier beside a number says the number is. */
export type NameMeaning = 'code' | 'quantity' | 'version' | 'http' | 'verb' | 'none';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that name a reply code or an enhanced status code. */
const codeWords = set(
  'code codes reply replies response responses resp respcode status statuses dsn reject rejected rejection rcode xcode ' +
    'replycode statuscode smtpcode responsecode errcode errorcode errno enhanced esc expect expected expects answer deny defer greeting banner ' +
    'diagnostic bounce bounced tempfail permfail denysoft retcode mailbox unavailable deferred transient permanent basic',
);

/** Calls that take, send or check a reply. */
const verbWords = set(
  'send sent sendline respond reply write writeln writeline puts print printf sprintf format push cmd command commands raise throw new ' +
    'startswith starts prefix hasprefix equals equal equalto assert asserts is of from parse fail error line match matches contains include ' +
    'includes has eq ne ok like be cmp append emit say return get read wait until done abort next callback done cb failure exception err message ' +
    'exec execute data from into check test ensure accept accepted hook handler result set insert put add find search some every any',
);

/** Words that name something counted, measured or addressed. */
const quantityWords = set(
  'id usleep nanosleep resize rgb rgba hsl left top right bottom mask port ports timeout timeouts size sizes length len limit limits max maximum min minimum width height delay sleep wait interval intervals ' +
    'megabytes kilobytes gigabytes seconds secs sec ms msec millis milliseconds minutes hours days bytes octets count counts total totals num uid gid getuid getgid setuid setgid umask chmod mode attr perm perms permissions pid ' +
    'settimeout setinterval repeat ttl age duration capacity quota depth columns column cols rows row offset index priority rate rates score ' +
    'weight concurrency buffer buf buflen year range substr slice alloc malloc pad padstart padend ljust rjust threshold retries attempts batch ' +
    'parallel workers threads memory cpu px opacity zindex kb mb gb bits font padding margin process ' +
    'alarm timespan timedelta bytearray splice image listen scalar replicas colspan rowspan backlog queue point entries varying notice alert elapsed delta schedule dimension thickness rectangle rect insets color colour varchar nvarchar binary varbinary ' +
    'chars randint random rand epoch timer expire expires expiry pool position pos x y z volume price amount level',
);

const limits = set('max min maximum minimum num offset');
/** Words for what is counted, in the plural; TOO_MANY_RECIPIENTS is a code all the same. */
const countedWords = set('connections recipients acceptors clients sessions children jobs');
const versionWords = set('version versions ver release requires semver tag since engines engine');
const httpWords = set(
  'http https web curl httpmock httptest httpx aiohttp axios nock respx xhr statustext httpstatus httpcode sendstatus writehead http2 fetch url uri href',
);

/** Users and groups of a container. */
const containerIds = /^(?:runAs[A-Z]\w{1,12}|fsGroup)$/;

const meanings = new Map<string, NameMeaning>();

/** What the words of an identifier say; the last word is its head noun (`MAX_REPLY_LENGTH` is a length). */
export function readName(name: string): NameMeaning {
  const seen = meanings.get(name);
  if (seen !== undefined) return seen;
  if (meanings.size > 4096) meanings.clear();
  const meaning = meaningOf(name);
  meanings.set(name, meaning);
  return meaning;
}

function meaningOf(name: string): NameMeaning {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  // Image.new
  const last = words.at(-1);
  const head = (last === 'new' || last === 'of') && words.length > 1 ? words.at(-2) : last;
  if (head === undefined) return 'none';
  if (words.some((word) => httpWords.has(word))) return 'http';
  // SIZE_EXCEEDS_MAXIMUM, dsn_version
  if (words.some((word) => word.startsWith('exceed') || word === 'insufficient' || word === 'dsn')) return 'code';
  if (versionWords.has(head)) return 'version';
  if (containerIds.test(name)) return 'quantity';
  // if (num != 354)
  if (head === 'num' && words.length === 1) return 'none';
  // max_rcpt, but not max_reject_code
  if (words.some((word) => limits.has(word)) && !codeWords.has(head)) return 'quantity';
  if (words.length === 1 ? countedWords.has(head) : head === 'after') return 'quantity';
  if (codeWords.has(head)) return 'code';
  if (
    quantityWords.has(head) ||
    /(?:size|length|limit|timeout|index|color|alloc(?:ate)?|buflen|maxlen|pid|uid|gid|width|height)$/.test(head)
  )
    return 'quantity';
  if (words.some((word) => codeWords.has(word))) return 'code';
  if (words.some((word) => verbWords.has(word))) return 'verb';
  return 'none';
}

/** Whether the start of a line is the key of a table of addresses: one word with a dot, an at sign or a colon. */
export function isMapKey(left: string): boolean {
  const key = left.trim();
  if (key.length === left.length && !key.endsWith('=')) return false;
  return key === '<>' || (/[.@:]/.test(key) && !/\s|->|[,.]$/.test(key));
}
