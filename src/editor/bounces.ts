import * as vscode from 'vscode';
import type { Delivery, Mail } from '../core/bounce/readMail';
import type { Verdict } from '../core/bounce/verdict';
import type { Catalog } from '../core/catalog/catalog';
import type { Basics } from './basics';
import { isRecord } from './documents';
import { reading } from './reading';

/** A longer text is no mail that somebody reads here; the command line does. In UTF-16 units. */
const longest = 5_000_000;

/** What a bounce says of one recipient, and where. */
export interface PlacedDelivery {
  readonly delivery: Delivery;
  /** For a failure; null where nothing failed. */
  readonly verdict: Verdict | null;
  /** The parts of the text that speak of it. */
  readonly ranges: readonly vscode.Range[];
}

/** A mail of a document. */
export interface PlacedMail {
  readonly mail: Mail;
  /** Its first line. */
  readonly line: number;
  readonly deliveries: readonly PlacedDelivery[];
}

/** Whether a failure was reported rather than a success. */
export function hasFailed({ outcome }: Delivery): boolean {
  return outcome === 'bounced' || outcome === 'delayed';
}

/** Reads the bounces of open documents, each version once. */
export class Bounces {
  readonly #basics: Pick<Basics, 'documents'>;
  readonly #read = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly catalog: Catalog; readonly mails: readonly PlacedMail[] }
  >();

  constructor(basics: Pick<Basics, 'documents'>) {
    this.#basics = basics;
  }

  /** The mails of a document that are a bounce or say what else they are; none where it holds no mail. */
  of(document: vscode.TextDocument, catalog: Catalog): readonly PlacedMail[] {
    const source = this.#basics.documents.source(document);
    if (source.family !== 'bounce') return [];
    const known = this.#read.get(document);
    if (known?.version === document.version && known.catalog === catalog) return known.mails;
    const mails = this.#mails(document, catalog);
    this.#read.set(document, { version: document.version, catalog, mails });
    return mails;
  }

  /** The failure that the text at a position speaks of. */
  at(
    document: vscode.TextDocument,
    position: vscode.Position,
    catalog: Catalog,
  ): (PlacedDelivery & { readonly verdict: Verdict }) | undefined {
    for (const { deliveries } of this.of(document, catalog))
      for (const placed of deliveries)
        if (placed.verdict && placed.ranges.some((range) => range.contains(position)))
          return { ...placed, verdict: placed.verdict };
    return undefined;
  }

  #mails(document: vscode.TextDocument, catalog: Catalog): readonly PlacedMail[] {
    if (!isRecord(this.#basics.documents.source(document))) return [];
    const text = document.getText();
    if (text.length > longest) return [];
    const { readMails, judge } = reading();
    const rangeOf = ({ start, end }: { readonly start: number; readonly end: number }): vscode.Range =>
      new vscode.Range(document.positionAt(start), document.positionAt(end));
    return readMails(text)
      .filter(({ kind }) => kind !== 'none')
      .map((mail) => ({
        mail,
        line: document.positionAt(mail.start).line,
        deliveries: mail.deliveries.map((delivery) => ({
          delivery,
          verdict: hasFailed(delivery) ? judge(catalog, delivery) : null,
          ranges: delivery.spans.map(rangeOf),
        })),
      }));
  }
}
