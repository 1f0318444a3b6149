/** A sentence, or its plural forms by `Intl.PluralRules`, chosen by the parameter `n`. Parameters stand in braces. */
export type Word = string | Partial<Record<Intl.LDMLPluralRule, string>>

/** The same keys in another language. */
export type Translation<Source extends Record<string, Word>> = { readonly [Key in keyof Source]: Word }
