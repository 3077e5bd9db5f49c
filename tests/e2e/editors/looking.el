;;; looking.el --- What Emacs shows, for a test  -*- lexical-binding: t; -*-

(require 'json)

(defvar looking-serial 0)

(defun looking-ghost ()
  "The text that the suggestion which is shown would add, or nil.
At the end of a line lsp-mode draws it over the character before it, which is none of it."
  (when-let* ((over (and (lsp-inline-completion--active-p) lsp-inline-completion--overlay))
              (drawn (concat (overlay-get over 'display) (overlay-get over 'after-string))))
    (substring-no-properties drawn (- lsp-inline-completion--start-point (overlay-start over)))))

(defun looking-state ()
  (let ((ghost (looking-ghost)))
    `((serial . ,(cl-incf looking-serial))
      (file . ,(and buffer-file-name (file-name-nondirectory buffer-file-name)))
      (text . ,(buffer-substring-no-properties (point-min) (point-max)))
      (point . ,(1- (if ghost lsp-inline-completion--start-point (point))))
      (ghost . ,ghost)
      (ready . ,(and (lsp-workspaces)
                     (--all? (eq 'initialized (lsp--workspace-status it)) (lsp-workspaces))))
      (messages . ,(with-current-buffer "*Messages*" (buffer-string))))))

(defun looking-write (file)
  "Replace FILE by what is so now, as JSON."
  (let ((inhibit-message t) (coding-system-for-write 'utf-8) (new (concat file ".new")))
    (with-current-buffer (window-buffer (selected-window))
      (write-region (json-encode (looking-state)) nil new nil 'silent))
    (rename-file new file t)))

;;; looking.el ends here
