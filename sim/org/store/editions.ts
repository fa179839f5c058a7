/** What an edition of Exchange allows on one server (ESE-44, E-53). */

export const EDITIONS = ['standard', 'enterprise'] as const;
export type Edition = (typeof EDITIONS)[number];

export interface EditionLimits {
  readonly maxGroups: number;
  /** Mailbox and public folder stores together; a recovery storage group does not count. */
  readonly maxDatabases: number;
  readonly maxDatabasesPerGroup: number;
  /** Whether `standardDatabaseBytes` bounds a database. */
  readonly sizeLimit: boolean;
  /** Where the limits of a server were read, and that of a group. */
  readonly source: string;
  readonly groupSource: string;
}

export const editions: Readonly<
  Record<'exchange-2003' | 'exchange-2007', Readonly<Record<Edition, EditionLimits>>>
> = {
  'exchange-2003': {
    standard: {
      maxGroups: 1, maxDatabases: 2, maxDatabasesPerGroup: 2, sizeLimit: true,
      source: 'slipstick.com', groupSource: 'slipstick.com',
    },
    enterprise: {
      maxGroups: 4, maxDatabases: 20, maxDatabasesPerGroup: 5, sizeLimit: false,
      source: 'ESE-44, E-53', groupSource: 'E-53, inferred',
    },
  },
  'exchange-2007': {
    standard: {
      maxGroups: 5, maxDatabases: 5, maxDatabasesPerGroup: 5, sizeLimit: false,
      source: 'slipstick.com', groupSource: 'assumed, as in 2003',
    },
    enterprise: {
      maxGroups: 50, maxDatabases: 50, maxDatabasesPerGroup: 5, sizeLimit: false,
      source: 'slipstick.com', groupSource: 'assumed, as in 2003',
    },
  },
}; // prettier-ignore
