/** What automatic replies are called in subjects, by language; lower case, as regular expressions. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  en: [
    String.raw`^\W{0,4}(?:(?:re|aw|sv|antw|fwd?) ?: ?)?\W{0,2}(?:auto(?:matic(?:ally)?|mated)?[ -]?(?:reply|response|respon[sd]er|generated|acknowledg)|auto ?:|ooo\b|autore(?:ply|spon))`,
    String.raw`\bout of (?:the )?office\b`,
    String.raw`\baway from (?:my|the|his|her) (?:mail|e-?mail|office|desk)\b`,
    String.raw`\b(?:on|am) (?:annual |maternity |parental )?(?:vacation|holiday|leave)\b`,
    String.raw`\bvacation (?:reply|message|notice|auto)|^\W{0,4}(?:re: )?vacation\b`,
    String.raw`\((?:automatic|auto) ?(?:response|reply)`,
    String.raw`thank(?:s| you) for (?:your (?:e-?mail|message|enquiry|inquiry)|contacting)`,
    String.raw`we (?:have )?received your (?:e-?mail|message|request)|your (?:e-?mail|message|request) (?:has been|was) received`,
    String.raw`verification required|confirm your message`,
  ],
  de: ['auto(?:matische)? ?antwort', 'abwesen', 'nicht im (?:büro|hause)', 'außer haus', 'eingangsbestätigung'],
  fr: ['réponse (?:automatique|d.absence)', 'message d.absence', 'absen(?:ce|t|te) d[ue]', 'accusé de réception'],
  es: ['respuesta autom', 'fuera de (?:la )?oficina', 'ausente de la oficina'],
  pt: ['resposta autom', 'ausência (?:temporária|do escritório)', 'fora do escritório'],
  it: ['risposta automatica', 'fuori (?:ufficio|sede)', 'assente dall.ufficio'],
  nl: ['automatisch (?:antwoord|bericht)', 'afwezig'],
  sv: ['auto(?:matiskt )?svar', 'fråvaro', 'frånvaro'],
  da: ['automatisk svar', 'fravær'],
  fi: ['automaattinen', '^poissa'],
  pl: ['automatyczna', 'autoodpowied', 'nieobecno'],
  cs: ['automatick'],
  hu: ['automatikus', 'házon kívül'],
  ro: ['răspuns automat', 'mesaj automat'],
  hr: ['automatski odgovor'],
  sl: ['samodejni odgovor'],
  lt: ['automatinis atsakym'],
  lv: ['automātisk', 'esmu atvaļinājumā'],
  et: ['automaatvastus', 'automaatne vastus'],
  tr: ['otomatik', 'ofis dışında'],
  ru: ['автоответ', 'автоматический ответ', 'нет на месте', 'вне офиса'],
  uk: ['автоматична відповідь', 'автовідповідь'],
  bg: ['автоматичен отговор'],
  el: ['αυτόματη απάντηση', 'εκτός γραφείου'],
  he: ['תשובה אוטומטית', 'מענה אוטומטי', 'תגובה אוטומטית'],
  ar: ['رد تلقائي', 'الرد التلقائي', 'خارج المكتب'],
  ja: ['不在', '自動(?:応答|返信)', '休暇'],
  zh: ['自[动動](?:回[复覆復]|答[复覆復]|应答|回應)'],
  ko: ['부재', '자동 ?(?:응답|회신)'],
  vi: ['trả lời tự động', 'vắng mặt'],
  th: ['ตอบกลับอัตโนมัติ'],
  id: ['balasan otomatis'],
};

/** What they say of themselves, and of whoever is away. */
const words: Readonly<Record<string, readonly string[]>> = {
  en: [
    String.raw`\b(?:i am|i'm|i will be|i'll be|we are|he is|she is|is)(?: currently| now)? (?:out of (?:the )?(?:office|town)|away (?:from|until|on|and)|on (?:annual |maternity |paternity |sick |parental )?(?:vacation|holiday|leave)|not in the office|travelling|unavailable until)`,
    String.raw`out of (?:the )?office (?:until|from|on|and|with)`,
    String.raw`(?:this is an?|this) auto(?:matic(?:ally)?|mated)?[ -](?:generated )?(?:re(?:ply|sponse|sponder)|message|acknowledg)`,
    String.raw`limited access to (?:my )?e-?mail`,
    String.raw`\breturn(?:ing)? (?:to the office )?on (?:monday|tuesday|wednesday|thursday|friday|\d)`,
    String.raw`will (?:reply|respond|get back)[^\n]{0,40}(?:when i return|as soon as|on my return|upon my return)`,
    'this is the only notification you will receive while',
    'no longer (?:work|with|employed|an employee)',
  ],
  de: ['ich bin (?:bis|ab|vom|derzeit|nicht|im urlaub)', 'automatisch (?:erzeugt|generiert|erstellt)'],
  fr: ['je (?:suis|serai) (?:actuellement )?(?:absent|en cong)', 'actuellement (?:absent|en cong)'],
  es: ['estoy (?:fuera|de vacaciones)', 'estaré fuera'],
  pt: ['estou (?:ausente|de férias|fora)'],
  it: ['sono (?:assente|fuori)'],
  nl: ['ik ben (?:afwezig|met vakantie|niet aanwezig)'],
  ru: ['я (?:в отпуске|нахожусь в отпуске)', 'меня нет в офисе'],
  ja: ['不在に', '休暇', '自動(?:送信|配信|返信)'],
  zh: ['我不在办公室', '我目前不在'],
};

const joined = (lists: Readonly<Record<string, readonly string[]>>): RegExp =>
  new RegExp(Object.values(lists).flat().join('|'), 'i');

export const autoreplySubject = joined(subjects);
export const autoreplyWords = joined(words);

/** A mailbox that asks for a proof before it lets a letter in. */
export const challenge =
  /(?:click|follow|use|visit|reply|verify|confirm|add yourself)[^.]{0,200}?(?:to (?:have|be|add|get|my|the) |so )[^.]{0,120}?(?:allowed|approved|accepted|guest|white)\s?(?:senders?|list)|to release your message|complete the (?:verification|confirmation) process|(?:message|mail|e-?mail) (?:attached below )?(?:is being held|was waitlisted|will not be delivered until)[^.]{0,120}(?:verif|confirm|guest list)/i;

/** The subject of a receipt that has no report; before the colon stands what became of the letter. */
export const receiptSubject =
  /^(?:(?:not )?read|deleted|opened|displayed|return receipt|read receipt|delivery receipt|gelesen|(?:un)?gelesen gelöscht|lesebestätigung|lu|non lu|accusé de (?:lecture|réception)|leído|no leído|confirmación de lectura|letto|non letto|conferma di lettura|lid[ao]|não lid[ao]|confirmação de leitura|gelezen|ongelezen|leesbevestiging|läst|oläst|läskvitto|læst|lest|luettu|przeczytano|potwierdzenie przeczytania|přečteno|olvasott|okundu|прочитано|прочтено|не прочитано|已读|已讀|开封|開封済み|開封確認|읽음)(?: \([a-z]{1,20}\))?(?:\s{0,2}[::]| -|$)/i;
/** What a receipt says. */
export const receiptWords =
  /\bwas (?:read|displayed|opened|deleted)\b|\bhas been (?:read|displayed|opened)\b|return receipt|\bgelesen\b|été (?:lu|ouvert|affiché)|\bleíd[oa]\b|stat[oa] lett[oa]|\blid[ao]\b|\bgelezen\b|\blästes?\b|\blæst\b|\blest\b|\bluettu\b|przeczytan|přečten|olvas|okundu|прочитан|прочтен|阅读|已读|已讀|開封|읽/i;
/** A notice of success. */
export const succeeded =
  /successful delivery notifications|(?:was|were|been) successfully (?:delivered|relayed)|successfully delivered to mailbox/i;
