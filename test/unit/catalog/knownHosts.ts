/** Sites whose documents we trust to stay and to say what we say they say. */
export const knownHosts = [
  'datatracker.ietf.org',
  'github.com',
  'help.mailgun.com',
  'kapeli.com',
  'sendgrid.com',
  'www.albaselweb.ae',
  'www.bytecamp.net',
  'www.iana.org',
  'www.rfc-editor.org',
];
