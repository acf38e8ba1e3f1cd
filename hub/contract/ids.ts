import Type from 'typebox';

/** An id made by whoever wants something, before the first attempt (UUIDv7), or derived from such an id. */
export const Id = Type.String({ minLength: 8, maxLength: 200, pattern: '^[0-9A-Za-z._:>/-]+$' });
export const CounterId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9-]+$' });
export const StaffId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9-]+$' });
/** A GTIN in its stored form, 14 digits; an in-store code is stored as `I` and its item digits. */
export const ItemId = Type.String({ pattern: '^([0-9]{14}|I[0-9]{1,13})$' });
/** `back-room`, `shop-floor`, a bay of one; or a virtual place: supplier, customer, loss, count, transit. */
export const LocationId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9-]*$' });
