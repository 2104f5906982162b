const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Verbs in the forms that the sentences of comparisons use. */
export const verbs = {
  en: list(`is are was has have may can must mean means stand stands say says answer answers asks comes belongs send sends differs stops leaves names counts
    needs stays does refuse refuses accept accepts report reports ask open opens end were did send ends begin begins`),
  fr: list(`est sont a ont réessaie peut peuvent doit doivent signifie veut dit disent suit suivent invite invitent annonce annoncent vient
    reste figure fait désigne désignent concerne concernent envoie diffère laisse donne compte n ajoute sait ferme garde met mérite refuse refusent accepte acceptent attend répond répondent reçoit suspendent sert reconnaît connaît offre envoyez finissent mettent`),
} as const;
