;;; inkling.el --- Suggestions from inkling with lsp-mode 10  -*- lexical-binding: t; -*-

;; A configuration, no package: (load "/path/to/inkling/editors/emacs/inkling") in your init file.
;; The program `inkling' is on your PATH. In a file: M-x lsp, or for all code
;; (add-hook 'prog-mode-hook #'lsp-deferred).

(require 'lsp-mode)
(require 'lsp-inline-completion)

(defun inkling-accepted (command)
  "Tell inkling that the suggestion of the item's COMMAND was inserted.
lsp-mode would ask every server that knows any command, and wait for the answers."
  (dolist (workspace (lsp-workspaces))
    (when (eq (lsp--workspace-server-id workspace) 'inkling)
      (with-lsp-workspace workspace
        (lsp-notify "inkling/didAccept" `(:id ,(aref (lsp-get command :arguments) 0) :kind "all"))))))

(lsp-register-client
 (make-lsp-client
  :server-id 'inkling
  :new-connection (lsp-stdio-connection '("inkling" "lsp"))
  :activation-fn #'always               ; in every language
  :add-on? t                            ; beside the language's own server
  :priority -1
  :action-handlers (lsp-ht ("inkling.server.accepted" #'inkling-accepted))))

;; Suggestions come by themselves when you pause: lsp-mode's own defaults are 0.5 s and 2 s, and the
;; longer one counts. Set `lsp-inline-completion-enable' to nil for suggestions on request only.
(setq lsp-idle-delay 0.2
      lsp-inline-completion-idle-delay 0.2)

;; While a suggestion is shown, TAB takes it, M-n and M-p turn over several; every other key sends it
;; away and does what it does, C-n and C-p too, which lsp-mode takes for itself.
(let ((map lsp-inline-completion-active-map))
  (dolist (key '("TAB" "<tab>"))
    (lsp-inline-completion--define-key map (kbd key) #'lsp-inline-completion-accept 'keep))
  (lsp-inline-completion--define-key map (kbd "M-n") #'lsp-inline-completion-next 'keep)
  (lsp-inline-completion--define-key map (kbd "M-p") #'lsp-inline-completion-prev 'keep)
  (keymap-unset map "C-n" t)
  (keymap-unset map "C-p" t))

(keymap-set lsp-mode-map "C-c i" #'lsp-inline-completion-display) ; ask, also inside a word

(provide 'inkling)
;;; inkling.el ends here
