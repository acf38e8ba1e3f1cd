import { useEffect } from 'preact/hooks';
import { useApp } from '../app.ts';
import { signOut, stayWhileTouched } from '../door/coming-in.ts';
import { Icon } from './icon.tsx';

/** Who is signed in at this screen, on every page; one tap signs out. A PC that is open to everybody shows nothing. */
export function WhoBadge() {
  const app = useApp();
  const { access, language, router } = app;
  useEffect(() => stayWhileTouched(app, window), [app]);
  const person = access.view.value?.person;
  const route = router.route.value;
  // A counter's own page names who works there already, with a way to leave.
  const isNamed = route.page === 'counter' && person?.counter === route.counter;
  if (person === undefined || isNamed) return null;
  return (
    <span class="badge person" data-testid="who" data-staff={person.staff}>
      <Icon name="person" size={18} />
      <span>
        {language.name(person)}
        <small>{language.find(`role.${person.role}`) ?? person.role}</small>
      </span>
      <button
        type="button"
        class="button quiet small"
        aria-label={language.t('door.sign-out')}
        data-testid="sign-out"
        onClick={() => void signOut(app)}
      >
        <Icon name="cross" size={18} />
      </button>
    </span>
  );
}
