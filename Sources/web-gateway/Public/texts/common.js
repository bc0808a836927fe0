// Texts that more than one page shows: codes, states, reasons.

/** What a refusal means to the person who sees it, by its code (contract page, "Codes"). */
const errors = {
  invalid_contract: "Não foi possível entender o pedido.",
  unknown_type: "Não foi possível entender o pedido.",
  unknown_tenant: "Esta empresa não existe.",
  unknown_channel: "Este canal não existe.",
  unknown_subject: "Este assunto não existe mais.",
  unknown_queue: "Esta fila não existe.",
  unknown_agent: "Este atendente não existe.",
  unknown_conversation: "Este atendimento não existe.",
  not_logged_in: "Você não está logado em um canal.",
  offer_expired: "O tempo do card acabou.",
  offer_taken: "Outro atendente já aceitou este card.",
  not_your_conversation: "Este atendimento não é seu.",
  conversation_closed: "Este atendimento já foi encerrado.",
  wrong_state: "Isto não é possível neste momento do atendimento.",
  stale_revision: "Os dados foram alterados enquanto você editava.",
  has_open_conversations: "Há atendimentos em andamento: finalize-os antes de sair do canal.",
  not_a_member: "O atendente não faz parte desta fila.",
  not_permitted: "Você não tem permissão para isto.",
  too_large: "O texto é grande demais.",
  invalid_form: "Confira os campos do formulário.",
  rate_limited: "Muitas mensagens em pouco tempo. Aguarde um instante.",
  unavailable: "O serviço está indisponível no momento. Tentando novamente.",
  unreachable: "Sem conexão. Tentando novamente.",
  not_signed_in: "Sua sessão expirou. Entre novamente.",
  wrong_password: "Usuário ou senha incorretos.",
};

export const common = {
  product: "Guichê",
  error: (code) => errors[code] ?? "Não foi possível concluir. Tente novamente.",
  /** Of an agent (contract page, `agent.state.changed.v1`). */
  status: {
    available: "Disponível", in_service: "Em atendimento", paused: "Em pausa", away: "Ausente", offline: "Offline",
  },
  /** Of a record. */
  recordState: {
    open: "Em andamento", wrap_up: "Pós-atendimento", saved: "Salvo", unsaved: "Pendente de salvar",
    refused: "Não atendido", offline_form: "Formulário recebido", abandoned: "Abandonado",
    bot_contained: "Resolvido pelo bot",
  },
  /** Why nobody can be reached. */
  closedReason: {
    no_subjects: "Este canal não tem atendentes.",
    out_of_hours: "Estamos fora do horário de atendimento.",
    holiday: "Hoje é feriado e não há atendimento.",
    no_agent_logged_in: "Não há atendentes disponíveis no momento.",
    queue_full: "A fila está cheia no momento.",
  },
  speaker: { customer: "Cliente", bot: "Assistente virtual", agent: "Atendente", system: "Sistema" },
  offline: "Sem conexão com o servidor. Reconectando…",
  yes: "Sim",
  no: "Não",
  cancel: "Cancelar",
  close: "Fechar",
};
