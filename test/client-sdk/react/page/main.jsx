import { createHub, graphql, ReportChangedDocument, ReportDocument } from '@hue-hub/client-sdk';
import { HubProvider, useLive, useMutation, useOperation, useRefresh } from '@hue-hub/client-sdk/react';
import { Component, StrictMode, Suspense, useEffect, useState, version } from 'react';
import { createRoot } from 'react-dom/client';

const { url, token, id } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const withdrawal = graphql('mutation ($id: ID!) { withdrawReport(id: $id) { id } }');
const page = { token, renders: [] };
const hub = createHub({ url, token: () => page.token, retries: 0, persisted: false });

// What was rendered for whoever is signed in now.
hub.onIdentityChange(() => (page.renders = []));

/** What the test does with the page, as a person would with buttons. */
globalThis.page = page;

function Title({ of = id }) {
  const { status, data, error } = useOperation(ReportDocument, of ? { id: of } : null);
  page.renders.push(data?.report?.title ?? status);
  return <p className="title">{data?.report?.title ?? error?.code ?? status}</p>;
}

function AwaitedTitle() {
  const { data } = useOperation(ReportDocument, { id }, { suspense: true });
  return <p className="awaited">{data.report.title}</p>;
}

class Boundary extends Component {
  state = {};
  static getDerivedStateFromError(error) {
    return { error };
  }
  render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Again code={error.code} reset={() => this.setState({ error: undefined })} />;
  }
}

function Again({ code, reset }) {
  const refresh = useRefresh();
  const again = () => {
    refresh();
    reset();
  };
  return (
    <button className="again" onClick={again}>
      {code}
    </button>
  );
}

function Live() {
  const live = useLive(ReportChangedDocument, { id }, { initial: [], reduce: addState });
  const { status, data, event, attempt, error } = live;
  page.live = live;
  return (
    <p className="live">
      {[status, data.join('>'), event?.start ? 'start' : '', attempt > 0 ? 'tried' : '', error?.code ?? ''].join(' ')}
    </p>
  );
}

function AwaitedLive() {
  const { data, event, status } = useLive(ReportChangedDocument, { id }, { suspense: true });
  page.renders.push(data.reportChanged.state);
  return (
    <p className="awaited">{[status, data.reportChanged.state, event.start ? 'start' : ''].join(' ')}</p>
  );
}

const addState = (states, { data }) => [...states, data.reportChanged.state];

function Withdraw() {
  const { run, status } = useMutation(withdrawal, { refreshes: [ReportDocument] });
  return (
    <button className="withdraw" onClick={() => void run({ id })}>
      {status}
    </button>
  );
}

function State() {
  const { data } = useOperation(ReportDocument, { id });
  return <p className="state">{data?.report?.state}</p>;
}

const shown = {
  none: () => null,
  titles: () => [1, 2, 3].map((n) => <Title key={n} />),
  idle: () => <Title of="" />,
  awaited: () => (
    <Suspense fallback={<p className="fallback">waiting</p>}>
      <AwaitedTitle />
    </Suspense>
  ),
  awaitedLive: () => (
    <Suspense fallback={<p className="fallback">waiting</p>}>
      <AwaitedLive />
    </Suspense>
  ),
  live: () => <Live />,
  withdraw: () => [<State key="state" />, <Withdraw key="withdraw" />],
  person: () => [<Title key="title" />, <Live key="live" />],
};

function Refresh() {
  page.refresh = useRefresh();
  return null;
}

function App() {
  const [name, show] = useState('none');
  const [identity, signIn] = useState();
  useEffect(() => {
    page.show = show;
    page.signIn = (name) => {
      page.renders = [];
      signIn(name);
    };
  }, []);
  return (
    <HubProvider hub={hub} identity={identity}>
      <Refresh />
      <Boundary key={name}>{shown[name]()}</Boundary>
    </HubProvider>
  );
}

document.title = version;
createRoot(document.querySelector('main')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
