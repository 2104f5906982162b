/*
 * What the text of a reply says, in the languages that servers answer in: what became of the letter, the command or the
 * connection. Stems; those of scripts with spaces begin a word.
 */

const stems = `
  denied refus reject bounce block black unknown unavail disabled suspend exceed invalid incorrect unable fail full never nobody
  too_ not_ no_ non- doesn does_not cannot can't could_not couldn't try_ again later busy greylist temporar permanent require must_ need_ syntax unrecogni
  bad_ error timeout timed clos bye hello go_ahead ok okay accept queued complet success succeed authenticat flushed welcome gone
  relay spam quota deferred start_mail end_data pleased over_
  unbekannt abgelehnt verweiger voll_ nicht_ kein gesperrt zu_viele zu_groß später besetzt ungültig falsch existiert
  onbekend geweiger geblok te_veel okänd avvisa ukendt ukjent afvis
  inconnu rejet plein introuvable trop_ plus_tard interdi bloqu réessay
  desconoc inexist rechaz deneg llen exced demasiad más_tarde no_existe buzón recus rejeit chei negad mais_tarde desconhec
  sconosciut rifiut respint pien troppi più_tardi riprov blocc errat
  nieznan odrzuc pełn zablok później neznám odmít ismeretlen elutas tuntematon hylä bilinmeyen redded dolu
  неизвест отклон отказ переполн нет_так не_найд не_сущ позже заблок превыш неверн
  άγνωστ απορρίφθ`;
const signs =
  '不存在 拒绝 拒絕 已满 已滿 稍后 稍後 失败 失敗 超过 無效 无效 被拒 存在しません 拒否 不明 一杯 いっぱい 後で 거부 없는 없습니다 실패 초과';

const list = (words: string): string[] => words.trim().split(/\s+/);
const outcome = new RegExp(
  `(?:^|[^\\p{L}])(?:${list(stems).join('|').replaceAll('_', '\\b ?')})|${list(signs).join('|')}`,
  'iu',
);

/** What replies are about, whatever they say of it. */
const subject =
  /\b(?:users?|recipients?|sender|mailbox|address|account|domain|mail|e?smtp|service|policy|server|ip|dns|spf|dkim|password|username|credentials|login|auth|box|letters?|virus|helo|ehlo)\b/i;

/** What the words behind a number say: what became of something, as a reply does, or what replies are about, or neither. */
export type Saying = 'an outcome' | 'of mail' | 'nothing of mail';

export function sayingOf(text: string): Saying {
  if (outcome.test(text)) return 'an outcome';
  return subject.test(text) ? 'of mail' : 'nothing of mail';
}
