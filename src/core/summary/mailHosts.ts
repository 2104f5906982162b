/** Whose servers a name belongs to, by the end of the name; the ids are those of `data/providers`. */
const owners: Readonly<Record<string, string>> = {
  'google.com': 'google',
  'googlemail.com': 'google',
  'outlook.com': 'microsoft365',
  'hotmail.com': 'outlook',
  'olc.protection.outlook.com': 'outlook',
  'yahoodns.net': 'yahoo',
  'icloud.com': 'icloud',
  'gmx.net': 'gmx',
  'web.de': 'gmx',
  'kundenserver.de': 'gmx',
  'pphosted.com': 'proofpoint',
  'ppe-hosted.com': 'proofpoint',
  'mimecast.com': 'mimecast',
  'barracudanetworks.com': 'barracuda',
  'iphmx.com': 'cisco',
  'mail.ru': 'mailru',
  'yandex.net': 'yandex',
  'yandex.ru': 'yandex',
  'qq.com': 'qq',
  'zoho.com': 'zoho',
  'zoho.eu': 'zoho',
  'comcast.net': 'comcast',
  'cox.net': 'cox',
  'charter.net': 'spectrum',
  'rr.com': 'spectrum',
  'orange.fr': 'orange',
  'wanadoo.fr': 'orange',
  't-online.de': 'telekom',
  'emailsrvr.com': 'rackspace',
  'secureserver.net': 'godaddy',
  'messagelabs.com': 'symantec',
  'tmes.trendmicro.com': 'trendmicro',
  'trendmicro.eu': 'trendmicro',
  'mailgun.org': 'mailgun',
  'sendgrid.net': 'sendgrid',
  'amazonaws.com': 'ses',
  'amazonses.com': 'ses',
  'free.fr': 'free',
  'proxad.net': 'free',
  'laposte.net': 'laposte',
  'sfr.fr': 'sfr',
  'neuf.fr': 'sfr',
  'ovh.net': 'ovh',
  'ovh.ca': 'ovh',
  'att.net': 'att',
  '163.com': 'netease',
  '126.com': 'netease',
  'netease.com': 'netease',
  'naver.com': 'naver',
  'rambler.ru': 'rambler',
  'protonmail.ch': 'proton',
  'proton.ch': 'proton',
  'infomaniak.ch': 'infomaniak',
  'improvmx.com': 'improvmx',
  'mx.cloudflare.net': 'cloudflare',
  'hostpoint.ch': 'hostpoint',
  'mxrouting.net': 'mxroute',
  'mxlogin.com': 'mxroute',
  'titan.email': 'titan',
  'vadesecure.com': 'vade',
  'fireeyecloud.com': 'trellix',
  'mailchannels.net': 'mailchannels',
  'zerospam.ca': 'zerospam',
  'sparkpostmail.com': 'sparkpost',
  'postmarkapp.com': 'postmark',
  'smtp2go.com': 'smtp2go',
  'mac.com': 'icloud',
  'me.com': 'icloud',
};

/** Who runs a server: a provider's id, or the domain it stands in; empty for a server of one's own network or none. */
export function ownerOf(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (!name.includes('.') || /^(?:127\.|10\.|192\.168\.|localhost)/.test(name)) return '';
  if (/^[\d.]+$/.test(name)) return name;
  const labels = name.split('.');
  for (let from = Math.max(0, labels.length - 4); from < labels.length - 1; from++) {
    const owner = owners[labels.slice(from).join('.')];
    if (owner) return owner;
  }
  // co.uk, com.au
  const long = labels.length > 2 && labels.at(-1)!.length === 2 && labels.at(-2)!.length <= 3;
  return labels.slice(long ? -3 : -2).join('.');
}
