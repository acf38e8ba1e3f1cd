/** Days of the week as in ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = number;

/** When orders can be sent and when the lorry comes. Days left out mean every day. */
export interface OrderCalendar {
  /** Days from the order to the earliest delivery; 1 is tomorrow. */
  readonly lead: number;
  readonly orderDays?: readonly Weekday[];
  readonly deliveryDays?: readonly Weekday[];
}

/** The next order and what it must last for; all are whole days counted from today. */
export interface OrderWindow {
  /** The next day an order can be sent: 0 is today. */
  readonly order: number;
  /** When it arrives, before the doors open. */
  readonly arrival: number;
  /** When the order after that one arrives. */
  readonly following: number;
}

/** The weekday `days` after `today`. */
export function weekdayAfter(today: Weekday, days: number): Weekday {
  return ((((today - 1 + days) % 7) + 7) % 7) + 1;
}

/**
 * The next chance to order and the deliveries it leads to. An order sent after today's trade must cover the demand of
 * the days up to the FOLLOWING arrival (lead time plus review), which is why a Friday's order is larger.
 * Undefined when a calendar names no possible day.
 * @param earliest the first day an order may be sent; 1 where today's trade is over but its order is not written yet
 */
export function orderWindow(calendar: OrderCalendar, today: Weekday, earliest = 0): OrderWindow | undefined {
  const sends = (day: number): boolean => calendar.orderDays?.includes(weekdayAfter(today, day)) ?? true;
  const brings = (day: number): boolean => calendar.deliveryDays?.includes(weekdayAfter(today, day)) ?? true;
  const arrivalOf = (order: number): number | undefined => firstDay(order + calendar.lead, brings);
  const order = firstDay(earliest, sends);
  const arrival = order === undefined ? undefined : arrivalOf(order);
  if (order === undefined || arrival === undefined) return undefined;
  for (let later = order + 1; later <= order + 14; later++) {
    const following = sends(later) ? arrivalOf(later) : undefined;
    if (following !== undefined && following > arrival) return { order, arrival, following };
  }
  return undefined;
}

function firstDay(from: number, fits: (day: number) => boolean): number | undefined {
  for (let day = from; day < from + 7; day++) if (fits(day)) return day;
  return undefined;
}
