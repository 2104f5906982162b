import { autoreplySubject, autoreplyWords, challenge } from './automatic';
import { valueOf, type Field } from './mime';

/** What a mail is, as far as deliveries go. */
export type MailKind = 'bounce' | 'delay' | 'complaint' | 'autoreply' | 'receipt' | 'none';

/** A program or service whose notices are known by their own words. */
interface Program {
  readonly name: string;
  readonly words: RegExp;
}

/** Each by words of its own that open its notices. */
const programs: readonly Program[] = [
  { name: 'Postfix', words: /This is the (?:mail system|Postfix program|\S{1,80} program) at host\b/ },
  { name: 'qmail', words: /This is the (?:qmail-send|[\w.-]{1,60}) program at\b|^Hi\. This is the \S{1,60}/m },
  { name: 'James', words: /This is the James mail server at\b/ },
  {
    name: 'Exim',
    words:
      /This message was created automatically by (?:the )?mail delivery (?:software|system)|A message that you sent (?:could not be delivered|has not yet been delivered|using the)|The following (?:text|address(?:\(es\)|es)?) (?:was|were|failed)/,
  },
  {
    name: 'Sendmail',
    words:
      /-{3,5} ?(?:The following addresses? had|Transcript of session follows|The following addresses had (?:permanent|transient|delivery))|\*{2} ?THIS IS A WARNING MESSAGE ONLY/i,
  },
  {
    name: 'Exchange',
    words:
      /did not reach (?:some or all of the intended recipients|the following recipient)|The following recipient\(?s\)? (?:could not|cannot) be reached|Delivery has failed to these recipients|Diagnostic information for administrators|Generating server:|Remote server returned '|\bRESOLVER\.[A-Z]{3}\.|MSEXCH:|The MTS-ID of the original message/i,
  },
  {
    name: 'Domino',
    words:
      /(?:was not delivered to|wasn't delivered to):[^]{0,600}?because:|not listed in (?:public|Domino)|-{3,12} ?Failure Reasons/i,
  },
  {
    name: 'Google Groups',
    words: /the group you tried to contact|you may not have permission to post messages to the group/i,
  },
  {
    name: 'Gmail',
    words:
      /Delivery to the following recipients? (?:failed permanently|has been delayed)|Address not found|Technical details of (?:permanent|temporary) failure|The response(?: from the remote server)? was:|Message (?:not delivered|blocked|rejected)\b|There was a (?:temporary )?problem delivering your message to|Gmail will (?:keep trying|retry)\b/,
  },
  {
    name: 'Courier',
    words:
      /running the Courier mail server|YOUR (?:MESSAGE|MAIL) (?:WAS NOT|COULD NOT BE) DELIVERED|UNDELIVERABLE MAIL\b/,
  },
  {
    name: 'X.400',
    words:
      /The (?:following recipients did not receive|message could not be delivered)[^\n]{0,80}X\.?400|\bunable-to-transfer\b|\bunrecogni[sz]ed-OR-?name\b|\bNon-?delivery report\b[^\n]{0,80}\breason\b|MTS-ID/i,
  },
  { name: 'Messaging Server', words: /This report relates to a message you sent with the following header fields/i },
  {
    name: 'IMail',
    words:
      /^(?:User mailbox exceeds allowed size|Unknown user|Unknown host|Invalid final delivery userid|undeliverable to|Delivery failed \d{1,4} attempts?) ?:? \S/im,
  },
  { name: 'AOL', words: /Your mail to the following recipients could not be delivered because/i },
  {
    name: 'Symantec Email Security',
    words: /This is the mail delivery agent at\b|Your message was not delivered by Symantec/i,
  },
  { name: 'MailMarshal', words: /could not be delivered because of[^]{0,400}?recipients? (?:was|were) affected/i },
  { name: 'InterScan', words: /^(?:Sent >>> |Received <<< )/m },
  { name: 'MailEnable', words: /MailEnable|The following recipient\(s\) could not be reached: \[/ },
  { name: 'Groupwise', words: /The message that you sent was undeliverable to the following/i },
  {
    name: 'Mailman',
    words:
      /You are not allowed to post to this mailing list|has been rejected by the list moderator|Your request to the .{1,80} mailing list/i,
  },
  {
    name: 'mailing list',
    words:
      /\b(?:not|n't|only) [^\n.]{0,40}(?:subscribers?|members?|subscribed)\b[^\n.]{0,80}\b(?:post|list|submit|send)|(?:not authori[sz]ed|not allowed|permission) to (?:post|send|write)[^\n]{0,60}\b(?:list|group)\b|This is the (?:ezmlm|Majordomo|LISTSERV|fml|Mailman)|I'm sorry, you are not (?:a member|subscribed|allowed)/i,
  },
];

const sender =
  /mailer-?daemon|mail[- ]?delivery|post-?master|delivery (?:sub)?system|system administrator|mail administrator|mail(?:er)? (?:system|administration|agent)|mdaemon|^<>$|microsoftexchange|bounce|undeliver|mail-?robot|daemon@|(?:non[- ]?delivery|delivery) (?:report|status|notification)|smtp gateway|メール/i;

const subject =
  /undeliver|un-?deliver|could ?n.t be delivered|(?:not|n't|cannot) (?:be )?(?:deliver|sen[dt])|not? delivered|deliver(?:y|ies)[^a-z]{1,3}(?:[\w-]{1,20} ){0,3}?(?:status|fail|problem|error|report|delay|notification|incomplete|unsuccessful)|delivery_failure|fail(?:ed|ure)[^a-z]{1,3}(?:[\w-]{1,12} ){0,3}(?:deliver|mail|notice|message)|mail delivery|returned (?:e-?)?mail|return(?:ed|ing) (?:message|to) (?:to )?sender|message (?:status|not (?:sent|delivered)|rejected|blocked|delayed|could not)|bounce|mail (?:could not|failure|error|system error|rejected|not)|non[- ]?(?:delivery|remis)|\bNDR?N?\b ?:|failure notice|error sending|errors? (?:from|in|while)|warning: (?:could not|message)|delayed (?:mail|message)|returned due to|nondeliverable|unzustellbar|nicht zugestellt|zustellung|fehlgeschlagen|non remis|non distribu|échec (?:de|d.)|retour(?:n|$)|no se (?:ha )?(?:pudo|puede|podido)|no entregad|devuel|mancat[oa] (?:consegna|recapito)|impossibile recapitare|não (?:entregue|foi)|falha (?:na|no|de)|onbestelbaar|niet (?:bezorgd|afgeleverd)|niedoręcz|nie ?dostarcz|zwrot|не ?(?:доставлен|удалось)|недоставлен|ошибка доставки|配信(?:不能|エラー|できません)|送信(?:エラー|できません)|届きません|退信|无法(?:投递|送达)|未(?:送达|傳遞|传递)|投递失败|系统退信|반송|전송 ?실패|배달 ?실패|rejected posting|posting to .{1,80} (?:rejected|not allowed)/i;
/** What a person may write about as well. */
const vagueSubject =
  /user unknown|unknown user|mailbox (?:full|unavailable)|over ?quota|not (?:a )?member|mail(?:box)? quota|message you sent|delivery to|エラー/i;

const failed =
  /(?:could not|couldn.t|can ?not|can.t|unable to|not able to|wasn.t able to|not been|was not|wasn.t|failed to|were not|weren.t|not) (?:be )?(?:success\w{0,6} )?(?:deliver|relay|reach|sen[dt]|accept|process|forward|transmit)|undeliver|deliver(?:y|ing)[^\n]{0,60}(?:fail|problem|error|unsuccessful|delay|not possible)|fail(?:ed|ure)[^\n]{0,40}(?:deliver|recipient|address)|permanent (?:fatal )?(?:error|failure)|(?:unknown|invalid|no such|not a (?:valid|known)) (?:user|recipient|mailbox|address|host|local)|(?:user|recipient|mailbox|address|host|account) (?:is |was )?(?:unknown|not found|not known|does ?n[o']t exist|invalid|disabled|inactive|full|unavailable|not a valid)|not a valid user|(?:mail ?box|quota|storage)[^\n]{0,40}(?:full|exceed)|returned (?:to (?:you|sender)|undelivered|unread|because)|rejected (?:your|by|for|because)|has been (?:rejected|blocked|refused|returned)|nicht (?:zugestellt|zustellbar)|n.a pas pu|pas pu être|non remis|no (?:se )?(?:pudo|ha podido|puede)|impossibile|não (?:foi|pôde)|не (?:может|удалось|был)|できません|できなかった|送信できず|届けられ|无法|未能|배달|전송하지/i;

const delayed =
  /warning message only|(?:has|have|been|is|was) (?:been )?delayed|delivery (?:is |was )?delayed|will (?:keep|continue) (?:to )?(?:be )?(?:try|retr|attempt)|will be retried|attempts? will (?:continue|be made)|has(?: not|n.t) (?:yet )?been delivered (?:yet|to (?:all|one))|not yet been delivered|still (?:being )?(?:trying|retr|attempt|in the queue)|do not need to resend|don.t need to re-?send|will (?:keep|still) (?:on )?try|no action is required on your part|temporary problem delivering|will retry for|delivery incomplete|noch nicht zugestellt|verzögert|retardé|sera réessay|se ha retrasado|aplazad|in ritardo|atrasad|задерж|延迟|遅延/i;
const delayedSubject =
  /\bdelay(?:ed)?\b|^warning: (?:could not send|message .{1,60}delayed)|incomplete|still being (?:retried|attempted)|not yet (?:been )?delivered|temporar|verzögert|retard|awaits moderator|held for|waiting for (?:approval|moderat)|遅延|延迟/i;
const held =
  /(?:awaits?|awaiting|waiting for|pending|until the list) (?:moderator|moderation|approval|the list moderator)|is being held until|held for (?:moderat|approval|review)|has been (?:held|queued) for (?:moderation|approval)/i;

const autoreplyFields = new Set([
  'x-autoreply',
  'x-auto-reply',
  'x-autorespond',
  'x-autoresponder',
  'x-autoresponse',
  'x-auto-reply-from',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-autogenerated',
  'x-vacation',
  'x-vacationreply',
  'x-oof',
  'x-ms-exchange-inbox-rules-loop',
]);

/** What a mail looks like by its fields and its first words. */
export interface Signs {
  /** The program that wrote it, by its own words. */
  readonly program: string | null;
  /** How much speaks for a notice of a failed or late delivery; 3 are enough where it also says what failed. */
  readonly notice: number;
  /** Whether a program wrote it, by more than what it says. */
  readonly machine: boolean;
  readonly delayed: boolean;
  /** How much speaks for an automatic reply; 2 are enough. */
  readonly autoreply: number;
}

/**
 * Judges a mail by what stands in its fields and at the head of its text.
 * @param words the notice: the text without the letter that it may quote
 */
export function readSigns(fields: readonly Field[], words: string): Signs {
  const first = words.slice(0, 4_000);
  const from = valueOf(fields, 'from') || valueOf(fields, 'sender');
  const about = valueOf(fields, 'subject');
  const automatic = valueOf(fields, 'auto-submitted').toLowerCase();
  const program = programs.find((candidate) => candidate.words.test(first))?.name ?? null;
  const empty = /^<\s{0,2}>$|mailer-daemon/i.test(valueOf(fields, 'return-path'));
  let notice = !program ? 0 : program === 'Gmail' ? 2 : 3;
  const daemon = sender.test(from);
  if (daemon) notice += 2;
  const failedFor = fields.some(({ name }) => name === 'x-failed-recipients');
  const machine = program !== null || daemon || empty || failedFor || /^auto-/.test(automatic);
  if (failedFor) notice += 3;
  if (subject.test(about) || (machine && vagueSubject.test(about))) notice += 2;
  if (empty) notice += 1;
  if (failed.test(first)) notice += 1;
  let autoreply = 0;
  if (fields.some(({ name }) => autoreplyFields.has(name))) autoreply += 2;
  if (/auto[_-]?reply|auto[_-]?respon/i.test(valueOf(fields, 'precedence') + valueOf(fields, 'x-precedence')))
    autoreply += 2;
  if (automatic.startsWith('auto-replied')) autoreply += 1;
  if (
    /vacation|auto-?respon|autoreply/.test(automatic) ||
    /vacation|autorespon|autoreply|out ?of ?office/i.test(
      valueOf(fields, 'x-mailer') + valueOf(fields, 'delivered-to') + from,
    )
  )
    autoreply += 2;
  if (autoreplySubject.test(about)) autoreply += 2;
  if (autoreplyWords.test(first)) autoreply += autoreplyWords.test(first.slice(0, 200)) ? 2 : 1;
  if (challenge.test(first)) autoreply += daemon ? 2 : 4;
  if (autoreply > 0 && /^auto-generated/.test(automatic)) autoreply += 1;
  return {
    program,
    notice,
    machine,
    delayed: delayedSubject.test(about) || delayed.test(first) || (!daemon && held.test(first)),
    autoreply: daemon && autoreply < 3 && (subject.test(about) || failed.test(first)) ? 0 : autoreply,
  };
}

/** Whether a text opens as a notice does, whatever mail it stands in. */
export function opensAsNotice(words: string): boolean {
  const first = words.slice(0, 4_000);
  return failed.test(first) && programs.some((candidate) => candidate.words.test(first));
}

/** Whether a notice says that it will be tried again. */
export function isLate(words: string): boolean {
  return delayed.test(words.slice(0, 4_000));
}
