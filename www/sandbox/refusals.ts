/** The accounts that refuse, by name: all that list no units. */
export type Refusing<Accounts> = {
  [Name in keyof Accounts]: Accounts[Name] extends { expect: { units: number } } ? never : Name;
}[keyof Accounts];
