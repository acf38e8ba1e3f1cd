export { gs1CheckDigit, hasValidCheckDigit, iso7064CheckDigits } from './check-digit.ts';
export {
  type ControlCode,
  type ControlDecoding,
  type ControlKind,
  decodeControlCode,
  encodeControlCode,
} from './control-code.ts';
export { displayGtin, expandUpcE, IN_STORE_PREFIXES, type PrefixClass, prefixClass, toGtin14 } from './gtin.ts';
export { type InStoreCode, type InStoreValue, innerCheckDigit, layoutFaults } from './in-store.ts';
export type {
  BadScan,
  ControlScan,
  Element,
  InStoreScan,
  ItemScan,
  OtherScan,
  ParsedScan,
  SsccScan,
} from './parsed-scan.ts';
export { parseScan, type ScanOptions } from './scan.ts';
