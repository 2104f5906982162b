/*
 * What a word beside a number says the number is, in the languages that programs log in. One list for each meaning; a
 * compound counts by its end (`SMTP-Fehlercode`), a name by its last part (`RejCode`).
 */

/** From the most to the least telling. */
export const wordMeanings = [
  'http',
  'place',
  'version',
  'count',
  'thing',
  'code',
  'reply',
  'smtp',
  'command',
  'expected',
  'error',
  'said',
  'side',
  'mail',
  'level',
  'other',
] as const;
export type WordMeaning = (typeof wordMeanings)[number];

const list = (words: string): string[] => words.trim().split(/\s+/);

const lists: Readonly<Partial<Record<WordMeaning, readonly string[]>>> = {
  http: list('http https api webhook rest url uri endpoint get post put patch curl oauth ftp sip nntp graphql'),
  place: list('line row lines page zeile ligne línea linea riga linha строка 行 file'),
  version: list('version ver release php postfix exim dovecot openssl node python ruby java perl agent'),
  count: list(`
    job jobs pid id ids uid gid port ports size sizes bytes length count total totals sum number no nr num step of for in after
    took waited sleep sleeping wait delay time times timeout latency elapsed duration ms sec seconds speed rate limit max min
    attempt attempts retry retries tries try thread threads worker workers session sessions queue batch chunk offset
    order invoice ticket room channel campaign list lists rows step steps pool connection connections cpu memory disk temperature
    active processed skipped read loaded p99 exit pages cart item items record records task cache lang index depth level top
    mailing compauth subject name rate speed subscriber
    anzahl größe dauer nombre taille total número numero tamaño quantità размер число количество 件 数`),
  // what is sent and who gets it: counted before a number, refused before one in brackets
  thing: list(`
    user users messages mails letters letter email emails recipients recipient mail message address addresses
    brief nachricht empfänger lettre destinataire correo mensaje messaggio письмо сообщение`),
  code: list(`
    code codes rejcode errcode errorcode retcode rcode rc status statuscode statut estado stato estatus статус 状态 状態 ステータス
    fehlercode antwortcode statuscode codigo código codice kod kodu код кода foutcode felkod fejlkode virhekoodi kód
    コード 码 碼 代码 代碼 代號 코드 κωδικός`),
  reply: list(`
    reply replies response responses resp rsp answer answers answered antwort réponse reponse respuesta resposta risposta ответ
    ответил ответа 応答 返信 回应 响应 回應 应答 응답 odpowiedź odpowiedz antwoord svar yanıt yanit vastaus válasz odpověď απάντηση
    greeting banner got received actual saw diagnostic bounce bounced rejection reject rejected refusal`),
  smtp: list(`smtp esmtp lmtp smtps mta mx relay mailserver mailservers smtp-server smtp-servers smtpserver submission mailer
    nodemailer phpmailer swiftmailer gomail smtplib`),
  command: list('ehlo helo lhlo rcpt data bdat auth starttls quit rset vrfy expn noop password'),
  expected: list(
    'expected expecting expects wanted want awaited erwartet attendu esperado atteso ожидался instead not',
  ),
  error: list(`
    error errors err exception failure fault fehler erreur errore erro ошибка ошибки エラー 错误 錯誤 오류 błąd blad hatası hatasi
    hata fout fel fejl feil virhe chyba hiba σφάλμα lỗi eroare greška`),
  said: list(`
    said says replied responded returned returns refused failed denied deferred gave closed sends told with was says:
    rejected refusing respond answering lost noticed detail details reason because threw by message reason text info whole sent answers antwortete répondu respondió risposto ответил
    responded contestó devolvió dice вернул сообщил сказал odpowiedział zwrócił svarade svarede svarte antwoordde vastasi döndü válaszolt odpověděl
    返回 返した 回答 应答为 반환 retourné renvoyé restituito`),
  side: list(`s r in srv recv rx received peer remote
    server servers servidor serveur сервер сервера serwer serwera server-side palvelin sunucu szerver kiszolgáló 服务器 伺服器 サーバー サーバ 서버`),
  mail: list('rcpt-to recipient recipients mailbox sender postmaster newsletter mailgateway gateway'),
  level: list('debug info notice warn warning error critical fatal trace'),
};

const meanings = new Map<string, WordMeaning>();
for (const meaning of [...wordMeanings].reverse()) for (const word of lists[meaning] ?? []) meanings.set(word, meaning);

/** Ends of compounds, the longest first. */
const ends = [
  'code',
  'reply',
  'error',
  'status',
  'response',
  'answer',
  'smtp',
  'exception',
  'mailserver',
  'mailservers',
  '返回',
];
for (const meaning of ['code', 'reply', 'error'] as const)
  ends.push(...(lists[meaning] ?? []).filter((word) => word.length > 4 || /[^\u0000-\u024f]/.test(word)));
ends.sort((a, b) => b.length - a.length);

const seen = new Map<string, WordMeaning>();

/** What a word says; `other` for one that is in no list. */
export function meaningOfWord(word: string): WordMeaning {
  const known = seen.get(word);
  if (known !== undefined) return known;
  if (seen.size > 4096) seen.clear();
  const meaning = read(word);
  seen.set(word, meaning);
  return meaning;
}

function read(word: string): WordMeaning {
  const whole = meanings.get(word.toLowerCase());
  if (whole !== undefined) return whole;
  const parts = word
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
  // SMTP-Server, SMTP-servern
  if (parts[0] === 'smtp' && /^server/.test(parts[1] ?? '')) return 'smtp';
  const last = parts.at(-1) ?? '';
  const meaning = meanings.get(last);
  if (meaning !== undefined) return meaning;
  const end = ends.find((known) => last.endsWith(known));
  return end === undefined ? 'other' : (meanings.get(end) ?? 'other');
}

/** What programs that send mail count. */
const counted = new Set(
  list(`
    messages mails emails e-mails letters recipients addresses connections sessions users accounts mailboxes senders clients
    workers threads jobs rows lines entries items records files bytes lists bounces retries attempts errors subscribers people
    Nachrichten Mails E-Mails Briefe Empfänger Verbindungen Adressen Fehler Konten Abonnenten
    mails courriels courriers messages destinataires connexions adresses erreurs listes abonnés
    correos mensajes destinatarios conexiones direcciones errores cuentas
    messaggi email destinatari connessioni indirizzi errori mensagens e-mails destinatários conexões endereços
    писем письма сообщений адресатов адресов соединений ошибок wiadomości odbiorców adresów berichten ontvangers
    mejl meddelanden mottagare viestiä viestit ileti e-posta 通 通の 件 件の 封 封邮件 個 人`).map((word) =>
    word.toLowerCase(),
  ),
);

/** What makes the words a reply's: `550 Empfänger unbekannt`. */
const refused =
  /unknown|unbekannt|inconnu|desconoc|sconosciut|onbekend|okänd|nieznan|неизвест|不明|\b(?:not|nicht|no|are|full|too)\b|refus|abgelehnt|rechaz|rifiut/i;

/** Whether a word that is counted follows a number: `250 Empfänger geladen`. */
export function isCounted(right: string): boolean {
  const word = /^[ -]?([\p{L}-]{1,24})/u.exec(right)?.[1];
  return word !== undefined && counted.has(word.toLowerCase()) && !refused.test(right.slice(0, 40));
}
