export { gs1CheckDigit, hasValidCheckDigit, iso7064CheckDigits } from './check-digit.ts';
export {
  type ControlCode,
  type ControlDecoding,
  type ControlKind,
  decodeControlCode,
  encodeControlCode,
} from './control-code.ts';
export { fullYear, readDate } from './dates.ts';
export { netWeightGrams, type Price, readPrice } from './decimals.ts';
export { type LinkFaultReason, type LinkParsing, parseDigitalLink } from './digital-link.ts';
export { type GsFault, type GsFaultReason, type GsParsing, parseElementString } from './element-string.ts';
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
